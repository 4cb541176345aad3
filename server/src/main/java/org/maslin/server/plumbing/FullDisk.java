package org.maslin.server.plumbing;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells whether a failure comes from a disk that is full, ours or the database's. */
public final class FullDisk {

    private static final String DISK_FULL = "53100";

    private FullDisk() {}

    public static boolean isBehind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean full =
                    switch (cause) {
                        case SQLException sql -> DISK_FULL.equals(sql.getSQLState());
                        case IOException io ->
                                String.valueOf(io.getMessage()).contains("No space left on device");
                        default -> false;
                    };
            if (full) {
                return true;
            }
        }
        return false;
    }
}
