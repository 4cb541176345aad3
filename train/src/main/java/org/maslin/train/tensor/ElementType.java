package org.maslin.train.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a tensor's elements are. */
public enum ElementType {
    FLOAT32(ScalarType.Float),
    FLOAT64(ScalarType.Double),
    INT64(ScalarType.Long),
    BOOLEAN(ScalarType.Bool);

    final ScalarType raw;

    ElementType(ScalarType raw) {
        this.raw = raw;
    }
}
