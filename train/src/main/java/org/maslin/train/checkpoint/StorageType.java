package org.maslin.train.checkpoint;

import java.util.Locale;
import org.maslin.train.tensor.ElementType;

/** How numbers are stored in a safetensors file. */
public enum StorageType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    U8(1),
    BOOL(1);

    final int bytes;

    StorageType(int bytes) {
        this.bytes = bytes;
    }

    /** The type's name in {@code config.json}. */
    public String elementName() {
        return elements().name().toLowerCase(Locale.ROOT);
    }

    ElementType elements() {
        return switch (this) {
            case F64 -> ElementType.FLOAT64;
            case F32 -> ElementType.FLOAT32;
            case F16 -> ElementType.FLOAT16;
            case BF16 -> ElementType.BFLOAT16;
            case I64 -> ElementType.INT64;
            case I32 -> ElementType.INT32;
            case U8 -> ElementType.BYTE;
            case BOOL -> ElementType.BOOLEAN;
        };
    }
}
