/** JMH benchmarks of single steps on the way of a request. */
@NullMarked
package io.weir.bench;

import org.jspecify.annotations.NullMarked;
