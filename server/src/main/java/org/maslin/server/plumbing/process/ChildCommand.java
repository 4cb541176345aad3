package org.maslin.server.plumbing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child JVM runs and what it may use. It has this JVM's Java and class path.
 *
 * @param mainClass the class whose {@code main} runs, which begins with {@link ParentLink#open}
 * @param arguments passed to it
 * @param heapMegabytes the Java heap at most; native memory comes on top
 * @param threads processors that it may use, in Java and in native libraries
 * @param jvmOptions more options of the JVM, such as {@code -D…}
 * @param log receives its standard error and whatever it prints, at the end of what is there
 */
public record ChildCommand(
        String mainClass,
        List<String> arguments,
        int heapMegabytes,
        int threads,
        List<String> jvmOptions,
        Path log) {

    private static final String MASLIN = "org.maslin.server.cli.Maslin";
    private static final int HEAP_MEGABYTES = 1024;
    private static final int THREADS = 1;

    public ChildCommand {
        arguments = List.copyOf(arguments);
        jvmOptions = List.copyOf(jvmOptions);
        if (heapMegabytes < 16 || threads < 1) {
            throw new IllegalArgumentException(
                    "A child process needs at least 16 MB and 1 thread, not %d MB and %d threads."
                            .formatted(heapMegabytes, threads));
        }
    }

    /** A command of {@code maslin}, with what a long job may use. */
    public static ChildCommand maslin(List<String> arguments, Path log) {
        return new ChildCommand(MASLIN, arguments, HEAP_MEGABYTES, THREADS, List.of(), log);
    }

    ProcessBuilder toProcess() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:ActiveProcessorCount=" + threads);
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Sampling without it is right too, but slower.
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        var process = new ProcessBuilder(command);
        process.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        process.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
        process.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return process;
    }
}
