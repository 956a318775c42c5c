namespace Kiosk.Collector.Storage;

/// <summary>One process serves a database: doors that ask two would not know of each other.</summary>
internal static class DatabaseHold
{
    /// <summary>How long a process that ended without a word may seem to hold it: until the server finds its machine gone.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    /// <returns>Lets go of it when disposed.</returns>
    /// <exception cref="StorageException">Another process holds it for longer than <see cref="Timeout"/>, or the database cannot be reached.</exception>
    public static Task<IDisposable> TakeAsync(IDatabase database, TimeProvider time, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (await database.TryHoldAsync(cancellationToken) is { } held)
            {
                return held;
            }

            if (time.GetElapsedTime(begun) >= Timeout)
            {
                throw new StorageException(new(
                    "Một collector serve khác đang dùng cơ sở dữ liệu này, và các cửa của hai bên sẽ không biết nhau: hãy dừng bên kia, hoặc dùng cơ sở dữ liệu khác.",
                    "Another collector serve uses this database, and the doors of the two would not know of each other: stop the other one, or use another database."));
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    });
}
