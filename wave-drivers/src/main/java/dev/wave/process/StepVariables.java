package dev.wave.process;

import dev.wave.model.StepId;
import dev.wave.spi.Site;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The variables with which a program of a step finds its way: `WAVE_IN`, `WAVE_OUT`, `WAVE_STEP` and
/// `WAVE_ATTEMPT`. They win over listed ones of the same name.
public final class StepVariables {

    private StepVariables() {}

    public static SequencedMap<String, String> of(
            SequencedMap<String, String> listed, Site site, StepId step, int attempt) {
        var env = new LinkedHashMap<>(listed);
        env.put("WAVE_IN", site.inside() + "/.wave/in");
        env.put("WAVE_OUT", site.inside() + "/.wave/out");
        env.put("WAVE_STEP", step.value());
        env.put("WAVE_ATTEMPT", Integer.toString(attempt));
        return env;
    }
}
