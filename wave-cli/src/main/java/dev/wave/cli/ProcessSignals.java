package dev.wave.cli;

import dev.wave.command.Signals;
import dev.wave.diagnostic.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The signals of this process. `sun.misc.Signal` is the JDK's only way to hear of one without ending; it is reached
/// by reflection because the compiler warns of it in a way that cannot be answered.
final class ProcessSignals implements Signals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    @Override
    public Registration whenAsked(Runnable cancel, Runnable stopEverything) {
        var before = new AtomicBoolean();
        var restore = handle(NAMES, () -> {
            if (before.getAndSet(true)) {
                stopEverything.run();
                Runtime.getRuntime().halt(ExitCode.CANCELLED.code());
            }
            cancel.run();
        });
        return () -> restore.forEach(Runnable::run);
    }

    @Override
    public Registration deaf() {
        var restore = handle(List.of("INT"), () -> {});
        return () -> restore.forEach(Runnable::run);
    }

    /// Installs the handler; the answers put back what was there.
    ///
    /// @param names of the signals, without `SIG`
    static List<Runnable> handle(List<String> names, Runnable handler) {
        try {
            var signals = new SunSignals();
            var proxy = signals.handler(handler);
            var restore = new ArrayList<Runnable>();
            for (var name : names) {
                var earlier = signals.install(name, proxy);
                restore.add(() -> signals.put(name, earlier));
            }
            return restore;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java does not tell of signals", e);
        }
    }

    /// `sun.misc.Signal.handle(new Signal(name), handler)`.
    private static final class SunSignals {
        private final Class<?> signal = Class.forName("sun.misc.Signal");
        private final Class<?> type = Class.forName("sun.misc.SignalHandler");

        SunSignals() throws ClassNotFoundException {}

        Object handler(Runnable action) {
            InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                default -> "Wave's signal handler";
            };
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        }

        Object install(String name, Object handler) throws ReflectiveOperationException {
            var made = signal.getConstructor(String.class).newInstance(name);
            return signal.getMethod("handle", signal, type).invoke(null, made, handler);
        }

        void put(String name, Object handler) {
            try {
                install(name, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal handler that was there cannot be put back", e);
            }
        }
    }
}
