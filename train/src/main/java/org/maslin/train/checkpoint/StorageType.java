package org.maslin.train.checkpoint;

/** How numbers are stored in a safetensors file. */
public enum StorageType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    BOOL(1);

    final int bytes;

    StorageType(int bytes) {
        this.bytes = bytes;
    }
}
