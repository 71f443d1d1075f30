package dev.wave.gateway;

import dev.wave.gateway.http.Body;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/// A request's body on its way to the API: what has come is passed on at once. (The JDK's own publisher of
/// a stream waits until it has filled a buffer.) It is sent once, since it can be read once.
record Upload(Body body) implements BodyPublisher {
    private static final int BUFFER = 16 * 1024;

    @Override
    public long contentLength() {
        return body.length().orElse(-1);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        var reading = new Reading(body, subscriber);
        subscriber.onSubscribe(reading);
        Thread.startVirtualThread(reading);
    }

    /// Reads when something is wanted, until nothing is any more.
    private static final class Reading implements Flow.Subscription, Runnable {
        private final Body body;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final Semaphore wanted = new Semaphore(0);
        private volatile boolean cancelled;

        Reading(Body body, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.body = body;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            wanted.release((int) Math.min(count, Integer.MAX_VALUE - wanted.availablePermits()));
        }

        @Override
        public void cancel() {
            cancelled = true;
            wanted.release();
        }

        @Override
        public void run() {
            var buffer = new byte[BUFFER];
            try {
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    wanted.acquireUninterruptibly();
                    if (cancelled) {
                        return;
                    }
                    subscriber.onNext(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
                }
                subscriber.onComplete();
            } catch (IOException e) {
                subscriber.onError(e);
            }
        }
    }
}
