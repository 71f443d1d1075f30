package dev.wave.plan;

import dev.wave.expression.Expression;
import dev.wave.expression.Expression.Reference;
import dev.wave.expression.Function;

/// Collects how the steps use `input`.
final class InputUses {
    private Outline.InputUse use = Outline.InputUse.NONE;

    Outline.InputUse use() {
        return use;
    }

    void note(Expression expression) {
        switch (expression) {
            case Reference(var path) -> {
                if (path.getFirst().equals("input")) {
                    use = Outline.InputUse.REQUIRED;
                }
            }
            case Expression.Literal _ -> {}
            case Expression.Not(var operand) -> note(operand);
            case Expression.Binary(var _, var left, var right) -> {
                note(left);
                note(right);
            }
            case Expression.Call(var function, var arguments) -> {
                var rest = arguments;
                if (function == Function.DEFAULT
                        && arguments.getFirst() instanceof Reference(var path)
                        && path.getFirst().equals("input")) {
                    use = use == Outline.InputUse.NONE ? Outline.InputUse.OPTIONAL : use;
                    rest = arguments.subList(1, arguments.size());
                }
                rest.forEach(this::note);
            }
        }
    }
}
