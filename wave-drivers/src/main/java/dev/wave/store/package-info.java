/// Where Wave keeps what must not be lost: bytes by their digest, results by their key, and who works on
/// what.
///
/// Start reading at [StateDir]; [SqliteDatabase] holds rows, [FileBlobs] holds bytes, [Leases] says which
/// process owns what. The world's failures leave as [StoreException]; nothing here is ever half written.
@NullMarked
package dev.wave.store;

import org.jspecify.annotations.NullMarked;
