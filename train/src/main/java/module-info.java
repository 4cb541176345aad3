/**
 * Training of small language models on libtorch: checkpoints in Hugging Face layout, tokenizers,
 * losses, trainers, sampling and scoring. Knows no database, no HTTP and no other library of the
 * house.
 */
module org.maslin.train {
    requires transitive org.maslin.core;
    requires static org.jspecify;
    requires static jdk.incubator.vector;
    requires ai.djl.tokenizers;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;
    requires org.bytedeco.pytorch;
    requires tools.jackson.databind;

    exports org.maslin.train;
    exports org.maslin.train.checkpoint;
    exports org.maslin.train.grader;
    exports org.maslin.train.loss;
    exports org.maslin.train.network;
    exports org.maslin.train.template;
    exports org.maslin.train.tensor;
    exports org.maslin.train.tokenizer;
}
