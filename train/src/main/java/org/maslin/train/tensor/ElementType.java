package org.maslin.train.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a tensor's elements are. */
public enum ElementType {
    FLOAT32(ScalarType.Float),
    FLOAT64(ScalarType.Double),
    BFLOAT16(ScalarType.BFloat16),
    FLOAT16(ScalarType.Half),
    INT64(ScalarType.Long),
    INT32(ScalarType.Int),
    BYTE(ScalarType.Byte),
    BOOLEAN(ScalarType.Bool);

    final ScalarType raw;

    ElementType(ScalarType raw) {
        this.raw = raw;
    }
}
