package org.maslin.train;

import java.util.Map;
import java.util.Objects;
import org.maslin.train.tensor.Tensor;

/**
 * The forward pass of a Llama decoder (Touvron et al., 2023) over given weights: RMSNorm, rotary
 * positions, grouped-query attention, SwiGLU. Holds no memory of its own.
 */
final class Llama {

    private final LlamaConfig config;
    private final Map<String, Tensor> weights;
    private final Rotary rotary;

    Llama(LlamaConfig config, Map<String, Tensor> weights, Rotary rotary) {
        this.config = config;
        this.weights = weights;
        this.rotary = rotary;
    }

    Rotary rotary() {
        return rotary;
    }

    /** ids int64 [B, T], padded on the right, to the last hidden states [B, T, hidden]. */
    Tensor hidden(Tensor ids) {
        return hidden(ids, CausalAttention.over(rotary, ids.size(1)));
    }

    Tensor hidden(Tensor ids, Attention attention) {
        Tensor x = weight("model.embed_tokens.weight").embedding(ids);
        for (int layer = 0; layer < config.layers(); layer++) {
            x = block(x, layer, attention);
        }
        return norm(x, "model.norm.weight");
    }

    /** Hidden states [.., hidden] to logits [.., vocabulary]. */
    Tensor logits(Tensor hidden) {
        return hidden.linear(
                weight(config.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight"));
    }

    private Tensor block(Tensor x, int layer, Attention attention) {
        String name = LlamaConfig.layer(layer);
        Tensor afterAttention = x.plus(attention(x, layer, name + "self_attn.", attention));
        Tensor h = norm(afterAttention, name + "post_attention_layernorm.weight");
        Tensor gate = h.linear(weight(name + "mlp.gate_proj.weight")).silu();
        Tensor up = h.linear(weight(name + "mlp.up_proj.weight"));
        return afterAttention.plus(gate.times(up).linear(weight(name + "mlp.down_proj.weight")));
    }

    private Tensor attention(Tensor x, int layer, String name, Attention attention) {
        Tensor h = norm(x, LlamaConfig.layer(layer) + "input_layernorm.weight");
        Tensor q = heads(h.linear(weight(name + "q_proj.weight")), config.attentionHeads());
        Tensor k = heads(h.linear(weight(name + "k_proj.weight")), config.keyValueHeads());
        Tensor v = heads(h.linear(weight(name + "v_proj.weight")), config.keyValueHeads());
        q = Rotary.rotate(q, attention.cosines(), attention.sines());
        k = Rotary.rotate(k, attention.cosines(), attention.sines());
        Tensor mixed = attention.attend(layer, q, k, v).transpose(1, 2);
        return mixed.reshape(x.size(0), x.size(1), -1).linear(weight(name + "o_proj.weight"));
    }

    private Tensor heads(Tensor x, int heads) {
        return x.reshape(x.size(0), x.size(1), heads, config.headSize()).transpose(1, 2);
    }

    private Tensor norm(Tensor x, String name) {
        return x.rmsNorm(weight(name), config.normEpsilon());
    }

    private Tensor weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }
}
