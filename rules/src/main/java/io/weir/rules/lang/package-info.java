/** HAProxy's configuration language: from text to records. */
@NullMarked
package io.weir.rules.lang;

import org.jspecify.annotations.NullMarked;
