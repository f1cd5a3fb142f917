/** The version of the library, written into the provenance of every model it makes. */
export const LIBRARY_VERSION = "0.1.0";
