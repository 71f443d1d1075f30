package dev.wave.gateway.inside;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the signals that ask a program to end on to the command. `sun.misc.Signal` is the JDK's only way
/// to hear of one without ending; it is reached by reflection because the compiler warns of it in a way
/// that cannot be answered.
final class Signals implements InvocationHandler {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final CompletableFuture<Process> process = new CompletableFuture<>();

    private Signals() {}

    /// From now on none of them ends this program.
    static Signals heard() {
        var signals = new Signals();
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, signals);
            for (var name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
            return signals;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java does not tell of signals", e);
        }
    }

    /// The process to pass them to, also those that have come before.
    void passTo(Process started) {
        process.complete(started);
    }

    /// Of the handler only `handle(Signal)` is ever called, on a thread of its own.
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
        var name = arguments[0].toString().substring("SIG".length());
        var started = process.join();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, Long.toString(started.pid()))
                    .start();
        } catch (IOException e) {
            started.destroy();
        }
        return null;
    }
}
