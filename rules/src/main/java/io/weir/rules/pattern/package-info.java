/** The patterns of ACLs and maps as they are kept: shared by file, changed while requests read them. */
@NullMarked
package io.weir.rules.pattern;

import org.jspecify.annotations.NullMarked;
