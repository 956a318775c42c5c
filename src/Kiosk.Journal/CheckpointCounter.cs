using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>
/// Ties checkpoints to the machine's counter, which no copy of the disk takes back. A checkpoint that states a new value is written first, and then the counter is raised to it: so the counter is never ahead of the
/// newest checkpoint, unless an older disk was put back.
/// </summary>
/// <param name="counter">Null on a machine without one: there nothing is stated and nothing refused.</param>
/// <param name="found">What the newest checkpoint states; 0 before the first.</param>
/// <remarks>A TPM's memory endures some hundred thousand changes, so the value rises with the first checkpoint after a start, then with every 64th, and with the last before a stop: a copy taken while nothing runs is always found out.</remarks>
internal sealed class CheckpointCounter(IMonotonicCounter? counter, ulong found)
{
    private const ulong Interval = 64;

    private ulong newest = found;
    private bool isFirst = true;
    private bool isSettled;
    private bool isBehind;

    /// <summary>Whether checkpoints were written since the value rose.</summary>
    public bool IsBehind => isBehind;

    /// <summary>Whether the counter is ahead of what the newest checkpoint states.</summary>
    /// <param name="counted">Read before the checkpoint was.</param>
    /// <exception cref="JournalException">An older disk was put back.</exception>
    public static void RequireNewest(ulong? counted, FoundCheckpoints found)
    {
        var stated = found.Newest?.Content.Counter ?? 0;
        if (counted > stated)
        {
            throw new JournalException(new(
                $"Ổ đĩa của máy này đã bị thay bằng một bản sao cũ hơn: máy đã đếm đến {counted}, còn mốc ký mới nhất trong {found.Path} ghi {stated}. Ở đây thiếu các bản ghi được ghi từ lúc đó. Hãy lắp lại ổ đĩa dùng gần đây nhất, hoặc gọi cán bộ kỹ thuật.",
                $"An older copy of this terminal's disk was put back: the machine counted {counted}, and the newest checkpoint in {found.Path} states {stated}. The records written since are missing here. Put back the disk that was in use last, or call the technician."));
        }
    }

    /// <summary>As <see cref="RequireNewest"/>, for the only writer: makes up for a power cut between checkpoint and counter.</summary>
    /// <exception cref="JournalException">An older disk was put back, or the counter is not the one that the checkpoints state.</exception>
    /// <exception cref="CryptographicException">The counter cannot be used.</exception>
    public static void Check(IMonotonicCounter? counter, FoundCheckpoints found)
    {
        var (counted, stated) = (counter?.Read(), found.Newest?.Content.Counter ?? 0);
        RequireNewest(counted, found);
        if (counted + 1 < stated)
        {
            throw new JournalException(new(
                $"Máy đã đếm đến {counted}, còn mốc ký mới nhất trong {found.Path} ghi {stated}: bộ đếm của máy đã bị can thiệp. Hãy gọi cán bộ kỹ thuật.",
                $"The machine counted {counted}, and the newest checkpoint in {found.Path} states {stated}: its counter was tampered with. Call the technician."));
        }
    }

    /// <param name="number">Of the checkpoint to be written.</param>
    /// <param name="isLast">Whether the journal is about to be closed.</param>
    /// <returns>The value that it states; null without a counter.</returns>
    /// <exception cref="CryptographicException">The counter cannot be used.</exception>
    public ulong? ValueFor(ulong number, bool isLast)
    {
        if (counter is null)
        {
            return null;
        }

        Settle();
        return isFirst || isLast || number % Interval == 0 ? newest + 1 : newest;
    }

    /// <summary>Raises the counter to what the checkpoint stated, which is on the disk.</summary>
    /// <exception cref="CryptographicException">The counter cannot be used; the next checkpoint waits for it.</exception>
    public void Written(ulong? value)
    {
        if (value is { } now)
        {
            (isFirst, isSettled, isBehind, newest) = (false, isSettled && now == newest, now == newest, now);
            Settle();
        }
    }

    private void Settle()
    {
        if (!isSettled)
        {
            if (counter!.Read() < newest)
            {
                counter.Increment();
            }

            isSettled = true;
        }
    }
}
