package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.HostRule;
import java.util.ArrayList;
import java.util.List;

/// Reads `network:`, the hosts that may be reached.
final class HostReader {

    private HostReader() {}

    static List<HostRule> read(Fields fields, Problems problems) {
        var hosts = new ArrayList<HostRule>();
        for (var scalar : fields.scalars("network")) {
            var host = HostRule.read(scalar.text());
            if (host.isEmpty()) {
                refuse(scalar, problems);
            }
            host.ifPresent(hosts::add);
        }
        return hosts;
    }

    static void refuse(Node.Scalar scalar, Problems problems) {
        problems.add(
                Code.E_VALUE,
                scalar.place(),
                scalar.shown() + " is not a host",
                "write a name, with a port if it is not 80 or 443: example.org, *.example.org, example.org:8443");
    }
}
