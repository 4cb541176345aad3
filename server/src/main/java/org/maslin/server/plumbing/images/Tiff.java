package org.maslin.server.plumbing.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The structure of TIFF: a byte order, and directories of numbered fields. */
final class Tiff {

    static final int SUBFILE = 254;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int ORIENTATION = 274;
    static final int STRIP_OFFSETS = 273;
    static final int STRIP_BYTES = 279;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;

    private static final int MAGIC = 42;
    private static final int MOST_FIELDS = 4096;
    private static final int MOST_DIRECTORIES = 10_000;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ImageBytes in;
    private final long start;
    private final boolean little;

    /** A field: how many values of which type, and where its four bytes stand. */
    private record Field(int type, long count, long at) {}

    private Tiff(ImageBytes in, long start, boolean little) {
        this.in = in;
        this.start = start;
        this.little = little;
    }

    static Tiff at(ImageBytes in, long start) throws IOException {
        in.seek(start);
        int order = in.u16();
        if (order != 0x4949 && order != 0x4D4D) {
            throw new BrokenImageException("no byte order");
        }
        var tiff = new Tiff(in, start, order == 0x4949);
        if (tiff.u16() != MAGIC) {
            throw new BrokenImageException("no TIFF header");
        }
        return tiff;
    }

    private int u16() throws IOException {
        return little ? in.u16le() : in.u16();
    }

    private long u32() throws IOException {
        return little ? in.u32le() : in.u32();
    }

    /** The first directory. */
    Directory first() throws IOException {
        in.seek(start + 4);
        return directory(u32());
    }

    /** All directories, in their order. */
    List<Directory> directories() throws IOException {
        var all = new ArrayList<Directory>();
        var seen = new HashSet<Long>();
        in.seek(start + 4);
        for (long at = u32(); at != 0; ) {
            if (!seen.add(at) || all.size() == MOST_DIRECTORIES) {
                throw new BrokenImageException("directories without an end");
            }
            Directory one = directory(at);
            all.add(one);
            in.seek(one.end);
            at = u32();
        }
        return all;
    }

    private Directory directory(long at) throws IOException {
        in.seek(start + at);
        int count = u16();
        if (count < 1 || count > MOST_FIELDS) {
            throw new BrokenImageException(count + " fields");
        }
        var fields = new HashMap<Integer, Field>();
        for (int i = 0; i < count; i++) {
            int tag = u16();
            int type = u16();
            long values = u32();
            fields.putIfAbsent(tag, new Field(type, values, in.position()));
            in.pass(4);
        }
        return new Directory(fields, in.position());
    }

    /** The fields of one directory. */
    final class Directory {

        private final Map<Integer, Field> fields;

        /** Where the next one is named. */
        private final long end;

        private Directory(Map<Integer, Field> fields, long end) {
            this.fields = fields;
            this.end = end;
        }

        long count(int tag) {
            Field field = fields.get(tag);
            return field == null ? 0 : field.count();
        }

        /** The first value of a field of whole numbers. */
        long value(int tag, long otherwise) throws IOException {
            return fields.containsKey(tag) ? value(tag, 0, 1) : otherwise;
        }

        /**
         * One value of a field that has many.
         *
         * @param of how many it has, for they stand elsewhere if they are too many
         */
        long value(int tag, int index, long of) throws IOException {
            Field field = fields.get(tag);
            if (field == null || field.type() != SHORT && field.type() != LONG) {
                throw new BrokenImageException("field " + tag + " is no whole number");
            }
            int size = field.type() == SHORT ? 2 : 4;
            in.seek(field.at());
            if (of * size > 4) {
                in.seek(start + u32());
            }
            in.pass((long) index * size);
            return field.type() == SHORT ? u16() : u32();
        }
    }
}
