namespace Kiosk.Service.Sync.Tuf;

/// <summary>Copies one body as it comes, within its length and the limits of time. Serves once.</summary>
internal sealed class BodyCopy(TimeProvider time, FetchLimits limits)
{
    private const int PieceLength = 32 * 1024;

    private long window;
    private long inWindow;

    /// <param name="body">Read from its beginning.</param>
    /// <param name="stated">The length that the answer's head names, or null.</param>
    /// <param name="silence">Cancels reading; put off with each piece.</param>
    /// <returns>Null when all of it was written.</returns>
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

    /// <returns>How much came, zero at the end; and whether the connection broke off: unlike a failing destination, that is nobody's fault here.</returns>
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

/// <summary>What is done with the body of an answer.</summary>
/// <param name="Answer">Not null: the body is not read.</param>
/// <param name="MaxLength">How much of it is taken, in bytes.</param>
/// <param name="IsBeginning">Whether the file begins with it.</param>
internal readonly record struct BodyPlan(FetchOutcome? Answer, Stream Destination, long MaxLength, bool IsBeginning = true);
