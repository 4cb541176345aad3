package org.maslin.curate;

import java.nio.file.Path;

class LocalRunnerTest extends RunnerContract {

    @Override
    Runner runner(Path workFolder) {
        return new LocalRunner(3, workFolder);
    }
}
