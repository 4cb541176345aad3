package org.maslin.server.plumbing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether a process has ended. One whose parent is gone is collected by the system's first process,
 * which may take seconds over it; until then it is listed as alive, though it runs no more and
 * holds nothing. So where the system tells a process's state, that counts.
 */
public final class Ended {

    private static final long LOOK_MILLIS = 20;

    private Ended() {}

    public static boolean within(ProcessHandle process, Duration limit)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!isEnded(process)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private static boolean isEnded(ProcessHandle process) throws IOException {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (NoSuchFileException noSuchState) {
            return !process.isAlive();
        }
    }
}
