package org.maslin.train.network;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/**
 * A Llama decoder (Touvron et al., 2023) and its kin: RMSNorm, rotary positions, grouped-query
 * attention, SwiGLU; with biases on queries, keys and values as Qwen2, with normed queries and keys
 * as Qwen3, with a sliding window as Mistral.
 */
record LlamaDecoder(ModelConfig config, Parameters parameters, Rotary rotary) implements Decoder {

    @Override
    public Tensor embed(Tensor ids, Attention attention) {
        return parameters
                .weight("model.embed_tokens.weight")
                .embedding(ids)
                .to(ElementType.FLOAT32);
    }

    @Override
    public Tensor block(Tensor x, int layer, Attention attention) {
        String name = WeightShapes.layer(layer);
        Tensor h = norm(x, name + "input_layernorm.weight");
        Tensor middle = x.plus(attention(h, layer, name + "self_attn.", attention));
        Tensor normed = norm(middle, name + "post_attention_layernorm.weight");
        return middle.plus(feedForward(normed, name + "mlp."));
    }

    private Tensor attention(Tensor h, int layer, String name, Attention attention) {
        String[] modules = {name + "q_proj", name + "k_proj", name + "v_proj"};
        Tensor[] inputs = parameters.linear(h, name + "qkv_proj", modules, config.projections());
        Tensor q = heads(inputs[0], config.attentionHeads());
        Tensor k = heads(inputs[1], config.keyValueHeads());
        Tensor v = heads(inputs[2], config.keyValueHeads()).transpose(1, 2);
        if (config.family() == Family.QWEN3) {
            q = norm(q, name + "q_norm.weight");
            k = norm(k, name + "k_norm.weight");
        }
        q = attention.positions().rotate(q.transpose(1, 2));
        k = attention.positions().rotate(k.transpose(1, 2));
        int window = config.windows().get(layer);
        Tensor mixed =
                attention.attend(layer, window, q.toTypeOf(v), k.toTypeOf(v), v).transpose(1, 2);
        return parameters.linear(mixed.reshape(h.size(0), h.size(1), -1), name + "o_proj");
    }

    private Tensor heads(Tensor x, int heads) {
        return x.reshape(x.size(0), x.size(1), heads, config.headSize());
    }

    private Tensor feedForward(Tensor h, String name) {
        long inner = config.intermediateSize();
        String[] modules = {name + "gate_proj", name + "up_proj"};
        Tensor[] parts = parameters.linear(h, name + "gate_up_proj", modules, inner, inner);
        return parameters.linear(parts[0].silu().times(parts[1]), name + "down_proj");
    }

    private Tensor norm(Tensor x, String name) {
        return x.rmsNorm(parameters.weight(name).toTypeOf(x), config.normEpsilon());
    }

    @Override
    public Tensor finish(Tensor x) {
        return norm(x, "model.norm.weight");
    }

    @Override
    public String output() {
        return config.tiedEmbeddings() ? "model.embed_tokens" : "lm_head";
    }
}
