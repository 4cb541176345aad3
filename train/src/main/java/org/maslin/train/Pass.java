package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Attention;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * A forward pass and the way back. Checkpointed, only what enters each block is kept, and a block
 * is computed again when its gradient is due (Chen et al., 2016): the same gradients, for memory of
 * one block and time of one more forward pass.
 */
final class Pass {

    private final Decoder network;
    private final boolean checkpointed;
    private final @Nullable TracedBlocks traced;
    private final List<Tensor> inputs = new ArrayList<>();
    private @Nullable Tensor ids;
    private @Nullable Attention attention;
    private @Nullable Tensor last;
    private @Nullable TokenScores scores;

    Pass(Decoder network, boolean checkpointed) {
        this.network = network;
        this.checkpointed = checkpointed;
        this.traced = checkpointed || !trainsAll(network) ? null : TracedBlocks.of(network);
    }

    private static boolean trainsAll(Decoder network) {
        return network.parameters().tensors().values().stream().allMatch(Tensor::needsGradient);
    }

    Decoder network() {
        return network;
    }

    /** The last hidden states [B, T, hidden] where no way back is wanted. */
    static Tensor ahead(Decoder network, Tensor ids, Attention attention) {
        try (NoGradient off = NoGradient.open()) {
            @Nullable TracedBlocks blocks = TracedBlocks.of(network);
            if (blocks == null) {
                return network.hidden(ids, attention);
            }
            Tensor x = network.embed(ids, attention);
            for (int layer = 0; layer < network.config().layers(); layer++) {
                Tensor input = x;
                x = blocks.there(input, layer, attention);
                blocks.clear();
                input.close();
            }
            Tensor hidden = network.finish(x);
            x.close();
            return hidden;
        }
    }

    /** The last hidden states [B, T, hidden]; the scope around must hold until the way back. */
    Tensor hidden(Tensor newIds, Attention newAttention) {
        if (NoGradient.isOn()) {
            return ahead(network, newIds, newAttention);
        }
        TracedBlocks blocks = traced;
        if (!checkpointed && blocks == null) {
            return network.hidden(newIds, newAttention);
        }
        ids = newIds;
        attention = newAttention;
        inputs.clear();
        if (blocks != null) {
            blocks.clear();
        }
        Tensor x;
        try (NoGradient off = NoGradient.open()) {
            x = network.embed(newIds, newAttention);
        }
        for (int layer = 0; layer < network.config().layers(); layer++) {
            inputs.add(x);
            x =
                    blocks == null
                            ? unrecorded(x, layer, newAttention)
                            : blocks.there(x, layer, newAttention);
        }
        inputs.add(x);
        Tensor leaf = x.asLeaf();
        last = leaf;
        return network.finish(leaf);
    }

    private Tensor unrecorded(Tensor x, int layer, Attention wanted) {
        try (NoGradient off = NoGradient.open();
                Scope scope = Scope.open()) {
            return scope.keep(network.block(x, layer, wanted));
        }
    }

    /**
     * What the pass says of some tokens, from which the next way back begins.
     *
     * @param hidden the states [n, hidden] that it has left of them
     */
    TokenScores scores(Tensor hidden, long[] targets, double temperature) {
        scores = new TokenScores(new Vocabulary(network), hidden, targets, 1 / temperature);
        return scores;
    }

    /** Adds the gradients of the loss to those of all parameters it came from. */
    void backward(Tensor loss) {
        loss.backward();
        if (scores != null) {
            scores.back();
            scores = null;
        }
        throughBlocks();
    }

    /** The same from an output of the pass whose own gradient is known. */
    void backward(Tensor output, Tensor gradient) {
        output.backward(gradient);
        throughBlocks();
    }

    private void throughBlocks() {
        if (ids == null || attention == null || last == null) {
            return;
        }
        Tensor gradient = last.gradient();
        for (int layer = network.config().layers() - 1; layer >= 0; layer--) {
            Tensor after = gradient;
            gradient = traced == null ? recomputed(layer, after, attention) : traced.back(after);
            after.close();
        }
        Tensor embedded = network.embed(ids, attention);
        if (embedded.needsGradient()) {
            embedded.backward(gradient);
        }
        gradient.close();
        inputs.forEach(Tensor::close);
        inputs.clear();
        ids = null;
        last = null;
    }

    /** The gradient of a block's output to that of its input, by a second way there. */
    private Tensor recomputed(int layer, Tensor gradient, Attention wanted) {
        try (Scope scope = Scope.open()) {
            Tensor input = inputs.get(layer).asLeaf();
            network.block(input, layer, wanted).backward(gradient);
            return scope.keep(input.gradient());
        }
    }
}
