/** Words and sentences. All offsets count UTF-16 units of the string they were asked of. */
