package dev.wave.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.option.Argument;
import dev.wave.option.Option;
import java.lang.reflect.Proxy;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletedValuesTest {

    @Test
    void every_value_that_a_command_takes_is_of_a_kind_that_is_known() {
        var tools = (Tools)
                Proxy.newProxyInstance(Tools.class.getClassLoader(), new Class<?>[] {Tools.class}, (_, method, _) -> {
                    throw new AssertionError("making a command asks for " + method.getName());
                });
        var unknown = new TreeSet<String>();
        for (var name : Commands.TABLE.names()) {
            var command = Commands.TABLE.named(name).orElseThrow().make().apply(tools);
            var syntax = command.syntax(name);
            Stream.concat(
                            syntax.options().stream().filter(Option::takesValue).map(Option::label),
                            syntax.arguments().stream().map(Argument::label))
                    .filter(label -> !CompletedValues.knows(label))
                    .forEach(label -> unknown.add(name + " " + label));
        }
        assertThat(unknown)
                .as("labels that CompletedValues should know what to propose for, or that nothing can be proposed")
                .isEmpty();
    }
}
