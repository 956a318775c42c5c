namespace Kiosk.Service.Sync.Tuf;

/// <summary>Copies one response body within its length and time limits. Single use.</summary>
internal sealed class BodyCopy(TimeProvider time, FetchLimits limits)
{
    private const int PieceLength = 32 * 1024;

    private long window;
    private long inWindow;

    /// <param name="body">Positioned at its start.</param>
    /// <param name="stated">The Content-Length, or null.</param>
    /// <param name="silence">Cancels reading after a silence; restarted with each piece.</param>
    /// <returns>Null if everything was written.</returns>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public async Task<FetchOutcome.Failed?> RunAsync(Stream body, BodyPlan plan, long? stated, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        window = time.GetTimestamp();
        var piece = new byte[PieceLength];
        for (var length = 0L; ;)
        {
            var (count, hasBrokenOff) = await FillAsync(body, piece, atLeast: length == 0 ? ForeignContent.BeginningLength : 1, silence, cancellationToken);
            if (length == 0 && FindObjection(piece.AsSpan(0, count), plan, stated) is { } objection)
            {
                return objection;
            }

            length += count;
            if (length > plan.MaxLength)
            {
                return new FetchOutcome.TooLong(HttpFaults.TooLong(piece.AsSpan(0, count), plan.MaxLength));
            }

            if (count > 0)
            {
                await plan.Destination.WriteAsync(piece.AsMemory(0, count), cancellationToken);
            }

            if (hasBrokenOff)
            {
                return new FetchOutcome.Unreachable(HttpFaults.Closed);
            }

            if (count == 0)
            {
                return null;
            }

            if (IsTooSlow(count))
            {
                return new FetchOutcome.Unreachable(HttpFaults.TooSlow(limits.MinBytesPerSecond));
            }
        }
    }

    private static FetchOutcome.Failed? FindObjection(ReadOnlySpan<byte> beginning, BodyPlan plan, long? stated)
    {
        if (plan.IsBeginning && ForeignContent.IsPage(beginning))
        {
            return new FetchOutcome.Foreign(HttpFaults.Page);
        }

        return stated > plan.MaxLength ? new FetchOutcome.TooLong(HttpFaults.TooLong(beginning, plan.MaxLength)) : null;
    }

    private bool IsTooSlow(int count)
    {
        inWindow += count;
        var elapsed = time.GetElapsedTime(window);
        if (elapsed < limits.Window)
        {
            return false;
        }

        var isTooSlow = inWindow < elapsed.TotalSeconds * limits.MinBytesPerSecond;
        (window, inWindow) = (time.GetTimestamp(), 0);
        return isTooSlow;
    }

    /// <returns>The number of bytes read, zero at the end; and whether the connection broke, which, unlike a failing destination, is not an error here.</returns>
    private async Task<(int Count, bool HasBrokenOff)> FillAsync(Stream body, Memory<byte> piece, int atLeast, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        silence.CancelAfter(limits.SilenceTimeout);
        var filled = 0;
        while (filled < atLeast)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count;
            try
            {
                count = await body.ReadAsync(piece[filled..], cancellationToken);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                return (filled, true);
            }

            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return (filled, false);
    }
}

/// <summary>What to do with a response body.</summary>
/// <param name="Answer">If not null, the body is not read.</param>
/// <param name="MaxLength">Maximum length in bytes.</param>
/// <param name="IsBeginning">Whether the body starts at the beginning of the file.</param>
internal readonly record struct BodyPlan(FetchOutcome? Answer, Stream Destination, long MaxLength, bool IsBeginning = true);
