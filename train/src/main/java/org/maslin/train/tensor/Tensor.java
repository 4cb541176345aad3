package org.maslin.train.tensor;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * An array of numbers with a shape, row-major, held by libtorch. Operations make new tensors unless
 * their name ends in {@code InPlace}; operands broadcast as in NumPy; a negative dimension counts
 * from the end.
 */
public final class Tensor implements AutoCloseable {

    final org.bytedeco.pytorch.Tensor raw;

    private Tensor(org.bytedeco.pytorch.Tensor raw) {
        this.raw = raw;
    }

    // ---- making

    public static Tensor of(float[] values, long... shape) {
        Torch.start();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    public static Tensor of(double[] values, long... shape) {
        Torch.start();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    public static Tensor of(long[] values, long... shape) {
        Torch.start();
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    /** Room for numbers of 32 bits that are whatever was in memory before. */
    public static Tensor empty(long... shape) {
        Torch.start();
        return new Tensor(
                torch.empty(
                        shape,
                        new TensorOptions(ElementType.FLOAT32.raw),
                        new MemoryFormatOptional()));
    }

    public static Tensor zeros(ElementType type, long... shape) {
        Torch.start();
        return new Tensor(torch.zeros(shape, new TensorOptions(type.raw)));
    }

    /** Whole numbers from 0 to {@code count}, not included. */
    public static Tensor range(long count) {
        Torch.start();
        return new Tensor(
                torch.arange(new Scalar(count), new TensorOptions(ElementType.INT64.raw)));
    }

    /** Copies memory that holds numbers of {@code type}, row-major, little-endian. */
    public static Tensor copyOf(MemorySegment memory, ElementType type, long... shape) {
        Torch.start();
        try (var address = new Address(memory)) {
            return new Tensor(torch.from_blob(address, shape, new TensorOptions(type.raw)).clone());
        }
    }

    /** Native memory that JavaCPP did not allocate and does not free. */
    private static final class Address extends Pointer {
        Address(MemorySegment memory) {
            address = memory.address();
        }
    }

    /** The tensors one after another along {@code dimension}. */
    public static Tensor concatenate(int dimension, Tensor... tensors) {
        var raws = new org.bytedeco.pytorch.Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            raws[i] = tensors[i].open();
        }
        return new Tensor(torch.cat(new TensorVector(raws), dimension));
    }

    // ---- shape

    public long size(int dimension) {
        return open().size(dimension);
    }

    public long[] shape() {
        return open().shape();
    }

    public long count() {
        return open().numel();
    }

    public Tensor reshape(long... shape) {
        return new Tensor(open().reshape(shape));
    }

    public Tensor transpose(int first, int second) {
        return new Tensor(open().transpose(first, second));
    }

    /** The same numbers, row-major in memory of their own if they were not. */
    public Tensor contiguous() {
        return new Tensor(open().contiguous());
    }

    /** Repeats dimensions of size 1 without copying; -1 leaves a dimension as it is. */
    public Tensor expand(long... shape) {
        return new Tensor(open().expand(shape));
    }

    public Tensor insertDimension(int at) {
        return new Tensor(open().unsqueeze(at));
    }

    /** The slice of {@code length} entries from {@code start}; shares memory. */
    public Tensor slice(int dimension, long start, long length) {
        return new Tensor(open().narrow(dimension, start, length));
    }

    /** The tensor cut along {@code dimension} into pieces of these sizes; they share memory. */
    public Tensor[] split(int dimension, long... sizes) {
        TensorVector pieces = open().split_with_sizes(sizes, dimension);
        var tensors = new Tensor[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            tensors[i] = new Tensor(pieces.get(i));
        }
        return tensors;
    }

    /** The entries at {@code index} (int64, one dimension), copied. */
    public Tensor pick(int dimension, Tensor index) {
        return new Tensor(open().index_select(dimension, index.open()));
    }

    /** Each entry {@code count} times in a row along {@code dimension}. */
    public Tensor repeatEach(int dimension, long count) {
        return new Tensor(
                open().repeat_interleave(count, new LongOptional(dimension), new LongOptional()));
    }

    /** This tensor with elements of another type; itself if they are of it already. */
    public Tensor to(ElementType type) {
        return is(type) ? this : new Tensor(open().to(type.raw));
    }

    public boolean is(ElementType type) {
        return open().scalar_type().intern() == type.raw;
    }

    /** This tensor with the type of another's elements. */
    public Tensor toTypeOf(Tensor other) {
        return open().scalar_type().intern() == other.open().scalar_type().intern()
                ? this
                : new Tensor(open().to(other.open().scalar_type()));
    }

    // ---- arithmetic

    public Tensor plus(Tensor other) {
        return new Tensor(open().add(other.open()));
    }

    public Tensor plus(double value) {
        return new Tensor(open().add(new Scalar(value)));
    }

    public Tensor minus(Tensor other) {
        return new Tensor(open().sub(other.open()));
    }

    public Tensor minus(double value) {
        return plus(-value);
    }

    public Tensor times(Tensor other) {
        return new Tensor(open().mul(other.open()));
    }

    public Tensor times(double value) {
        return new Tensor(open().mul(new Scalar(value)));
    }

    public Tensor dividedBy(Tensor other) {
        return new Tensor(open().div(other.open()));
    }

    public Tensor negated() {
        return new Tensor(open().neg());
    }

    public Tensor squared() {
        return new Tensor(open().square());
    }

    public Tensor squareRoot() {
        return new Tensor(open().sqrt());
    }

    public Tensor exp() {
        return new Tensor(open().exp());
    }

    public Tensor sigmoid() {
        return new Tensor(open().sigmoid());
    }

    public Tensor log() {
        return new Tensor(open().log());
    }

    /** log(1 + x), exact for small x. */
    public Tensor logOnePlus() {
        return new Tensor(open().log1p());
    }

    /** e^x - 1, exact for small x. */
    public Tensor expMinusOne() {
        return new Tensor(open().expm1());
    }

    public Tensor absolute() {
        return new Tensor(open().abs());
    }

    /** The smaller of each two entries. */
    public Tensor smaller(Tensor other) {
        return new Tensor(torch.minimum(open(), other.open()));
    }

    /** The larger of each two entries. */
    public Tensor larger(Tensor other) {
        return new Tensor(torch.maximum(open(), other.open()));
    }

    /** Entries below {@code low} or above {@code high} replaced by these. */
    public Tensor clamped(double low, double high) {
        return new Tensor(
                open().clamp(
                                new ScalarOptional(new Scalar(low)),
                                new ScalarOptional(new Scalar(high))));
    }

    /** 1 where this is greater, else 0, as numbers of this tensor's type. */
    public Tensor greaterThan(Tensor other) {
        return new Tensor(open().gt(other.open()).to(open().scalar_type()));
    }

    /** Entries of {@code yes} where this (boolean) holds, of {@code no} elsewhere. */
    public Tensor choose(Tensor yes, Tensor no) {
        return new Tensor(torch.where(open(), yes.open(), no.open()));
    }

    public Tensor lessThan(double value) {
        return new Tensor(open().lt(new Scalar(value)));
    }

    /** log(1 / (1 + e^-x)), stable for large |x|. */
    public Tensor logSigmoid() {
        return new Tensor(torch.log_sigmoid(open()));
    }

    public Tensor relu() {
        return new Tensor(open().relu());
    }

    /** The Gaussian error linear unit by its tanh approximation. */
    public Tensor geluTanh() {
        return new Tensor(torch.gelu(open(), "tanh"));
    }

    /** The Gaussian error linear unit. */
    public Tensor gelu() {
        return new Tensor(torch.gelu(open()));
    }

    /** x · sigmoid(x). */
    public Tensor silu() {
        return new Tensor(torch.silu(open()));
    }

    // ---- reductions

    public Tensor sum() {
        return new Tensor(open().sum());
    }

    public Tensor mean() {
        return new Tensor(open().mean());
    }

    /** Sums along {@code dimension}, which is dropped. */
    public Tensor sum(int dimension) {
        return new Tensor(open().sum(dimension));
    }

    /** Means along {@code dimension}, which is dropped. */
    public Tensor mean(int dimension) {
        return new Tensor(open().mean(dimension));
    }

    /** In ascending order along the last dimension. */
    public Tensor sorted() {
        T_TensorTensor_T sorted = torch.sort(open(), new BoolOptional(true), -1, false);
        return new Tensor(sorted.get0());
    }

    public Tensor softmax(int dimension) {
        return new Tensor(open().softmax(dimension));
    }

    public Tensor logSoftmax(int dimension) {
        return new Tensor(open().log_softmax(dimension));
    }

    /** log Σ exp over the last dimension. */
    public Tensor logSumExp() {
        return new Tensor(open().logsumexp(-1));
    }

    /** The position of the largest entry along {@code dimension}. */
    public Tensor indexOfLargest(int dimension) {
        return new Tensor(open().argmax(new LongOptional(dimension), false));
    }

    /** The largest entry along {@code dimension}, which is dropped. */
    public Tensor largest(int dimension) {
        return new Tensor(open().amax(new long[] {dimension}, false));
    }

    /** The Euclidean length of all entries. */
    public double norm() {
        return new Tensor(open().norm()).item();
    }

    /**
     * Sums of entries by group.
     *
     * @param group int64 [n], the group of each entry of this tensor [n]
     * @param groups how many groups there are
     * @return [groups]
     */
    public Tensor sumByGroup(Tensor group, long groups) {
        var zeros = torch.zeros(new long[] {groups}, new TensorOptions(open().dtype()));
        return new Tensor(torch.index_add(zeros, 0, group.open(), open()));
    }

    // ---- networks

    /** This [.., k] times the transposed {@code weight} [n, k]: [.., n]. */
    public Tensor linear(Tensor weight) {
        return new Tensor(torch.linear(factor(), weight.factor())).toTypeOf(this);
    }

    /** The same plus a bias [n]. */
    public Tensor linear(Tensor weight, Tensor bias) {
        return new Tensor(
                        torch.linear(factor(), weight.factor(), new TensorOptional(bias.factor())))
                .toTypeOf(this);
    }

    /**
     * As this machine multiplies it fastest: numbers of 16 bits as they are where the processor
     * multiplies them itself, else as ones of 32. Sums are of 32 bits either way.
     */
    private org.bytedeco.pytorch.Tensor factor() {
        return Processor.multipliesBf16() ? open() : wide();
    }

    /**
     * Numbers of 16 bits as ones of 32, the same to the last bit. In attention this libtorch
     * multiplies the former by a plain loop, many times slower than the latter.
     */
    private org.bytedeco.pytorch.Tensor wide() {
        return is(ElementType.BFLOAT16) ? open().to(ElementType.FLOAT32.raw) : open();
    }

    public Tensor matmul(Tensor other) {
        return new Tensor(torch.matmul(open(), other.open()));
    }

    /** The rows of this table [v, d] at {@code ids} (int64, any shape): [.., d]. */
    public Tensor embedding(Tensor ids) {
        return new Tensor(torch.embedding(open(), ids.open()));
    }

    /** x / sqrt(mean(x²) + ε) · weight over the last dimension (Zhang and Sennrich, 2019). */
    public Tensor rmsNorm(Tensor weight, double epsilon) {
        long[] width = {open().size(-1)};
        return new Tensor(
                torch.rms_norm(
                        open(),
                        width,
                        new TensorOptional(weight.open()),
                        new DoubleOptional(epsilon)));
    }

    /** (x - mean(x)) / sqrt(variance(x) + ε) · weight + bias over the last dimension. */
    public Tensor layerNorm(Tensor weight, Tensor bias, double epsilon) {
        long[] width = {open().size(-1)};
        return new Tensor(
                torch.layer_norm(
                        open(),
                        width,
                        new TensorOptional(weight.open()),
                        new TensorOptional(bias.open()),
                        epsilon,
                        false));
    }

    /** softmax(q kᵀ / √d) v, each position seeing itself and what came before; [B, H, T, d]. */
    public static Tensor causalAttention(Tensor q, Tensor k, Tensor v) {
        return new Tensor(
                        torch.scaled_dot_product_attention(
                                q.wide(),
                                k.wide(),
                                v.wide(),
                                new TensorOptional(),
                                0.0,
                                true,
                                new DoubleOptional(),
                                false))
                .toTypeOf(v);
    }

    /** The same where {@code visible} (boolean, broadcast to [B, H, T, T]) says who sees whom. */
    public static Tensor maskedAttention(Tensor q, Tensor k, Tensor v, Tensor visible) {
        return new Tensor(
                        torch.scaled_dot_product_attention(
                                q.wide(),
                                k.wide(),
                                v.wide(),
                                new TensorOptional(visible.open()),
                                0.0,
                                false,
                                new DoubleOptional(),
                                false))
                .toTypeOf(v);
    }

    /** The entries along the last dimension at int64 {@code index}, which has the same rank. */
    public Tensor gather(Tensor index) {
        return new Tensor(open().gather(-1, index.open()));
    }

    // ---- gradients

    /** This memory as a leaf of the graph, whose gradient is added into {@code gradient}. */
    public Tensor asParameter(Tensor gradient) {
        org.bytedeco.pytorch.Tensor leaf = open().detach().set_requires_grad(true);
        leaf.mutable_grad().put(gradient.open());
        return new Tensor(leaf);
    }

    /** This value as a constant of the graph. */
    public Tensor detached() {
        return new Tensor(open().detach());
    }

    /** This memory as a leaf of the graph whose gradient is asked for with {@link #gradient}. */
    public Tensor asLeaf() {
        return new Tensor(open().detach().set_requires_grad(true));
    }

    /** Whether a backward pass from here would reach a leaf. */
    public boolean needsGradient() {
        return open().requires_grad();
    }

    /** The gradient that a backward pass left at this leaf. */
    public Tensor gradient() {
        return new Tensor(open().grad().detach());
    }

    /** Adds the gradients of Σ this · {@code weight} to those of all parameters it came from. */
    public void backward(Tensor weight) {
        open().backward(weight.open(), new BoolOptional(), false, new TensorArrayRefOptional());
    }

    /** Native code ends the process over a tensor that is gone; this says so instead. */
    org.bytedeco.pytorch.Tensor open() {
        if (raw.isNull()) {
            throw new IllegalStateException(
                    "The tensor is closed: the scope that it was made in has ended."
                            + " Maybe you meant to keep it with Scope.keep.");
        }
        return raw;
    }

    /** Adds the gradients of this scalar to those of all parameters it came from. */
    public void backward() {
        open().backward();
    }

    // ---- in place, for optimisers and caches

    public void timesInPlace(double value) {
        open().mul_(new Scalar(value));
    }

    public void timesInPlace(Tensor other) {
        open().mul_(other.open());
    }

    /** Adds values at int64 {@code index} along the last dimension; both have the same rank. */
    public void plusAtInPlace(Tensor index, Tensor values) {
        open().scatter_add_(-1, index.open(), values.open());
    }

    public void plusInPlace(double value) {
        open().add_(new Scalar(value));
    }

    public void plusInPlace(Tensor other) {
        open().add_(other.open());
    }

    /** this += scale · other. */
    public void plusInPlace(Tensor other, double scale) {
        open().add_(other.open(), new Scalar(scale));
    }

    public void zeroInPlace() {
        open().zero_();
    }

    public void copyInPlace(Tensor source) {
        open().copy_(source.open());
    }

    /** this += weight · (end - this). */
    public void interpolateInPlace(Tensor end, double weight) {
        open().lerp_(end.open(), new Scalar(weight));
    }

    /** this += scale · a · b. */
    public void addProductInPlace(Tensor a, Tensor b, double scale) {
        open().addcmul_(a.open(), b.open(), new Scalar(scale));
    }

    /** this += scale · a / b. */
    public void addQuotientInPlace(Tensor a, Tensor b, double scale) {
        open().addcdiv_(a.open(), b.open(), new Scalar(scale));
    }

    /** this = a · b, of matrices. */
    public void productInPlace(Tensor a, Tensor b) {
        torch.mm_out(open(), a.open(), b.open());
    }

    /** this += a · b, of matrices. */
    public void plusProductInPlace(Tensor a, Tensor b) {
        open().addmm_(a.open(), b.open());
    }

    // ---- memory

    /** The numbers themselves, while the tensor lasts: float32, row-major without gaps. */
    public MemorySegment memory() {
        if (!is(ElementType.FLOAT32) || !open().is_contiguous()) {
            throw new IllegalStateException(
                    "The tensor does not hold numbers of 32 bits without gaps in memory.");
        }
        return MemorySegment.ofAddress(open().data_ptr().address())
                .reinterpret(count() * Float.BYTES);
    }

    // ---- reading

    public double item() {
        return open().item_double();
    }

    public float[] floats() {
        var values = new float[Math.toIntExact(open().numel())];
        new FloatPointer(flat(ElementType.FLOAT32).data_ptr()).get(values);
        return values;
    }

    public double[] doubles() {
        var values = new double[Math.toIntExact(open().numel())];
        new DoublePointer(flat(ElementType.FLOAT64).data_ptr()).get(values);
        return values;
    }

    public long[] longs() {
        var values = new long[Math.toIntExact(open().numel())];
        new LongPointer(flat(ElementType.INT64).data_ptr()).get(values);
        return values;
    }

    private org.bytedeco.pytorch.Tensor flat(ElementType type) {
        return open().detach().to(type.raw).contiguous();
    }

    /** Frees the memory now; needed only for tensors that no scope owns. */
    @Override
    public void close() {
        raw.close();
    }
}
