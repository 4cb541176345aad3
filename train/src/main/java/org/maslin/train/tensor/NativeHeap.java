package org.maslin.train.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The C library's heap, which holds every tensor. Left to itself, glibc gives large blocks back to
 * the system when they are freed, and each step of a training asks for the same ones again: the
 * system then clears them, page by page. Told to keep them, it uses them again as they are.
 */
final class NativeHeap {

    /** From glibc's malloc.h. */
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_MMAP_THRESHOLD = -3;
    private static final int KEPT_BYTES = 1 << 30;

    private NativeHeap() {}

    /**
     * @return whether the C library took it; another one than glibc does not know it
     */
    static boolean keepFreed() {
        Linker linker = Linker.nativeLinker();
        @Nullable MemorySegment mallopt = linker.defaultLookup().find("mallopt").orElse(null);
        if (mallopt == null) {
            return false;
        }
        var set =
                linker.downcallHandle(
                        mallopt,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int mapped = (int) set.invokeExact(M_MMAP_THRESHOLD, KEPT_BYTES);
            int trimmed = (int) set.invokeExact(M_TRIM_THRESHOLD, KEPT_BYTES);
            return mapped != 0 && trimmed != 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
