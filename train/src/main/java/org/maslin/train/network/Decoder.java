package org.maslin.train.network;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** The forward pass of a decoder, block by block. Holds no memory of its own. */
public sealed interface Decoder permits LlamaDecoder, Gpt2Decoder {

    static Decoder of(ModelConfig config, Parameters parameters, Rotary rotary) {
        return config.family() == Family.GPT2
                ? new Gpt2Decoder(config, parameters, rotary)
                : new LlamaDecoder(config, parameters, rotary);
    }

    ModelConfig config();

    Parameters parameters();

    Rotary rotary();

    /** ids int64 [B, T] to the first block's input [B, T, hidden]. */
    Tensor embed(Tensor ids, Attention attention);

    /** A block's output [B, T, hidden]. */
    Tensor block(Tensor x, int layer, Attention attention);

    /** The last block's output through the last norm. */
    Tensor finish(Tensor x);

    /** The module that makes scores of the vocabulary from hidden states; it has no bias. */
    String output();

    /** Hidden states [.., hidden] to logits [.., vocabulary]. */
    default Tensor logits(Tensor hidden) {
        return parameters().linear(hidden, output()).to(ElementType.FLOAT32);
    }

    /** ids int64 [B, T], padded on the right, to the last hidden states [B, T, hidden]. */
    default Tensor hidden(Tensor ids) {
        return hidden(ids, CausalAttention.over(rotary(), ids.size(1)));
    }

    /** The same; of what a block makes on its way, only what a way back needs stays in memory. */
    default Tensor hidden(Tensor ids, Attention attention) {
        Tensor x = embed(ids, attention);
        for (int layer = 0; layer < config().layers(); layer++) {
            Tensor input = x;
            try (Scope scope = Scope.open()) {
                x = scope.keep(block(input, layer, attention));
            }
            input.close();
        }
        Tensor hidden = finish(x);
        x.close();
        return hidden;
    }
}
