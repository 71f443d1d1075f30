package dev.wave.planted.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts threads in each of the ways there are.
final class Starts {

    Thread virtual(Runnable work) {
        return Thread.startVirtualThread(work);
    }

    Thread built(Runnable work) {
        return Thread.ofPlatform().start(work);
    }

    Thread constructed(Runnable work) {
        var thread = new Thread(work);
        thread.start();
        return thread;
    }

    ExecutorService pooled() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
