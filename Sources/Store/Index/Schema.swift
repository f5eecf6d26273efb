import GRDB

/// The index's history, oldest first. Add a step at the end; never edit one that has shipped.
///
/// Whatever comes out of a `packed` or `about` is sealed, with everything that must be true of it inside. What stands
/// beside it in a row only finds it, so that a flipped byte on disk can lose a file but not move a number.
let schema: DatabaseMigrator = {
  var steps = DatabaseMigrator()
  // An id is never given twice, also not by an index that was made anew: a dashboard that still holds the old one must
  // not get another run's numbers. Hence AUTOINCREMENT, and a start at random.
  steps.registerMigration("files with their ends, packed item tables and narrow columns") { db in
    try db.execute(
      sql: """
        CREATE TABLE file (
          id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
          about BLOB NOT NULL);
        CREATE TABLE item_table (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, packed BLOB NOT NULL);
        CREATE INDEX item_table_by_digest ON item_table (digest);
        CREATE TABLE columns (
          id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
          item_table INTEGER NOT NULL REFERENCES item_table, packed BLOB NOT NULL);
        CREATE INDEX columns_of_file ON columns (file);
        CREATE INDEX columns_of_item_table ON columns (item_table);
        INSERT INTO sqlite_sequence (name, seq) VALUES ('columns', abs(random() >> 20));
        """)
    try sealSchema(db)
  }
  // Readers say more of the same files: everything is read anew.
  steps.registerMigration("aggregates without items are rows of their own", migrate: readAnew)
  steps.registerMigration("places of log-probabilities", migrate: readAnew)
  // What was computed from the numbers, so that the next start need not.
  steps.registerMigration("kept answers") { db in
    try db.execute(
      sql: "CREATE TABLE kept (id INTEGER PRIMARY KEY, question TEXT NOT NULL UNIQUE, packed BLOB NOT NULL)")
    try sealSchema(db)
  }
  // A file's time of change is in its row, and beside it, so that what was read by two programs is stored once.
  steps.registerMigration("times of change") { db in
    try db.execute(
      sql: """
        DELETE FROM file; DELETE FROM item_table;
        ALTER TABLE file ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
        """)
    try sealSchema(db)
  }
  // What is looked through when somebody looks for words; gone with the numbers that were read beside it.
  steps.registerMigration("items' texts, for finding") { db in
    try db.execute(
      sql: """
        CREATE TABLE item_text (
          id INTEGER PRIMARY KEY, columns INTEGER NOT NULL REFERENCES columns ON DELETE CASCADE, part INTEGER NOT NULL,
          items INTEGER NOT NULL, packed BLOB NOT NULL);
        CREATE UNIQUE INDEX item_text_of_columns ON item_text (columns, part);
        """)
    try sealSchema(db)
  }
  // Neither a member's name nor a number of repeats is in a row any more: no reader ever told them.
  steps.registerMigration("rows without members and repeats", migrate: readAnew)
  // A row says how the run was asked, whether its model's name has a provider and which list its items are, and readers
  // say more of the same files.
  steps.registerMigration("ways of asking and lists of items", migrate: readAnew)
  // A row says of which version its tasks are.
  steps.registerMigration("versions of tasks", migrate: readAnew)
  // Readers say more of the same files: cells that are no number, what choices an item of Inspect had, and the name of
  // the only scorer of a log.
  steps.registerMigration("choices of Inspect samples", migrate: readAnew)
  // Readers know more files: what looked like a header without rows has some.
  steps.registerMigration("tables with returns alone", migrate: readAnew)
  // A row says which numbers its columns hold, for telling a copy from another run of the same items.
  steps.registerMigration("digests of numbers", migrate: readAnew)
  return steps
}()

/// A step for rows that hold more: what is there is of an earlier reader.
private func readAnew(_ db: Database) throws {
  try db.execute(sql: "DELETE FROM file; DELETE FROM item_table;")
  try sealSchema(db)
}

/// Ends every step: the schema's own text is on the disk too, and a flipped byte there gives every query another sense.
private func sealSchema(_ db: Database) throws { try db.execute(sql: "PRAGMA user_version = \(try schemaSeal(db))") }

/// True when the last step that was taken is not this Vane's last one. Where there are none at all the tables are gone too,
/// which whoever asks for a row will find. By one row, since each question begins with it.
func schemaIsAnothers(_ db: Database) throws -> Bool {
  do {
    let last = "SELECT identifier FROM grdb_migrations ORDER BY rowid DESC LIMIT 1"
    return try String.fetchOne(db.cachedStatement(sql: last)).map { $0 != lastStep } ?? false
  } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
    return false
  }
}

private let lastStep = schema.migrations.last

/// True when the tables are those that the last step made.
func schemaIsWhole(_ db: Database) throws -> Bool {
  try Int32.fetchOne(db, sql: "PRAGMA user_version") == schemaSeal(db)
}

private func schemaSeal(_ db: Database) throws -> Int32 {
  var packer = Packer()
  let rows = try Row.fetchCursor(
    db, sql: "SELECT type || name || tbl_name || ifnull(sql, '') FROM sqlite_master ORDER BY 1")
  while let row = try rows.next() { packer.put(try row.decode(String.self, atIndex: 0)) }
  return Int32(truncatingIfNeeded: Packer.seal(of: packer.sealed))
}
