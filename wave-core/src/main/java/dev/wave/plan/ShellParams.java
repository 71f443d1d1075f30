package dev.wave.plan;

import dev.wave.model.ParamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Parameters as shell text has them: environment variables, never text of the command.
public final class ShellParams {
    private static final String PREFIX = "WAVE_PARAM_";
    private static final Pattern USED = Pattern.compile("WAVE_PARAM_[A-Z0-9_]+");

    private ShellParams() {}

    /// The variable that holds a parameter: `WAVE_PARAM_FEATURE` for `feature`.
    public static String variable(ParamName param) {
        return PREFIX + param.value().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// The variables a shell text mentions. Only these are set for it, so that a parameter that a step does
    /// not use is no part of its key.
    public static List<String> mentioned(String shellText) {
        var found = new ArrayList<String>();
        var matcher = USED.matcher(shellText);
        while (matcher.find()) {
            if (!found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
