package io.weir.rules.config;

/**
 * How the process runs; the command line may say more.
 *
 * @param daemon {@code daemon}: in the background
 * @param masterWorker {@code master-worker}
 * @param quiet {@code quiet}: no messages at the start
 * @param zeroWarning {@code zero-warning}: a warning is as bad as an error
 * @param poller {@code tune.poller}
 */
public record ProcessOptions(boolean daemon, boolean masterWorker, boolean quiet, boolean zeroWarning, Poller poller) {}
