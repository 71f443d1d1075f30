package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.sandbox.Enforcement;
import dev.wave.sandbox.Enforcement.Guard;
import java.util.ArrayList;

/// What this machine keeps steps from, and by what, for programs.
public final class EnforcementJson {

    private EnforcementJson() {}

    public static Value of(Enforcement enforcement) {
        var guards = new ArrayList<Value>();
        enforcement.all().forEach((what, guard) -> {
            var json = new ObjectWriter().text("what", what);
            switch (guard) {
                case Guard.Kept(var by) -> json.truth("kept", true).text("by", by);
                case Guard.NotKept(var why, var fix) ->
                    json.truth("kept", false).text("why", why).text("fix", fix);
            }
            guards.add(json.done());
        });
        return new ObjectWriter()
                .word("level", enforcement.level())
                .value("guards", new Value.Seq(guards))
                .done();
    }
}
