package dev.wave.load;

import dev.wave.diagnostic.Code;
import java.util.ArrayList;
import java.util.List;

/// Reads lists of globs: paths inside the project or workspace, with `*`, `**`, `?` and `[…]`.
final class Globs {

    private Globs() {}

    static List<String> read(Fields fields, String name, Problems problems) {
        var globs = new ArrayList<String>();
        for (var scalar : fields.scalars(name)) {
            var glob = scalar.text();
            if (ProjectPaths.inProject(glob).isEmpty() && !glob.equals(".")) {
                problems.add(
                        Code.E_VALUE,
                        scalar.place(),
                        scalar.shown() + " is not a path in the project",
                        "write it relative to the project's root, without '..' and with '/'");
            } else {
                globs.add(glob);
            }
        }
        return globs;
    }
}
