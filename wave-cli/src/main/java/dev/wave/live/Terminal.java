package dev.wave.live;

/// The terminal of this process, if it is one on which something can be drawn in place and in colours.
public interface Terminal {

    /// How large it is now; no columns and no rows if it does not say. May take some milliseconds.
    Size size();

    /// Writes that, control sequences included, at once.
    void draw(String text);

    /// Lets somebody draw, until closed: what is printed meanwhile goes through the drawing.
    Registration lend(Drawing drawing);

    /// What is drawn on the terminal's lowest rows.
    interface Drawing {

        /// Somebody else prints whole lines: makes room for them and lets them. Called by any thread.
        void around(Runnable printing);

        /// The terminal may have another size now. Called by any thread.
        void resized();
    }

    /// An end to it.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
