package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one process on one data folder. The operating system frees it when the process ends,
 * however it ends.
 *
 * <p>POSIX drops a process's lock when the process closes <em>any</em> handle of the file, so this
 * process must never open the file of a lock that it holds: {@link #HELD_HERE} sees to that.
 */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "lock";
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Claims the folder; null if some process, this one included, holds it already. */
    static @Nullable FolderLock tryClaim(Path folder) throws IOException {
        Path key = folder.toRealPath();
        if (!HELD_HERE.add(key)) {
            return null;
        }
        FolderLock lock = null;
        try {
            lock = claim(key);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(key);
            }
        }
    }

    private static @Nullable FolderLock claim(Path key) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        key.resolve(FILE),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PrivateFiles.FILE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(key, channel);
    }

    /** The process that holds the folder, or -1 if it has not yet said so. */
    static long holder(Path folder) throws IOException {
        Path key = folder.toRealPath();
        if (HELD_HERE.contains(key)) {
            return ProcessHandle.current().pid();
        }
        String text = Files.readString(key.resolve(FILE)).strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(key);
    }
}
