using System.Data.Common;
using Kiosk.Collector.Journals;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Storage;

/// <summary>A row of <c>receipt</c>.</summary>
internal static class ReceiptRow
{
    public const string SelectNewest = "SELECT size, subtrees, note FROM receipt WHERE terminal = @terminal AND size <= @size ORDER BY size DESC LIMIT 1";

    /// <exception cref="InvalidDataException">The row is not what this program writes.</exception>
    public static StoredReceipt Read(DbDataReader row)
    {
        var size = (ulong)row.GetInt64(0);
        return new(size, CompactRange.Restore(size, row.GetFieldValue<byte[]>(1)) ?? throw new InvalidDataException($"The database's receipt for {size} frames does not fit that number."), row.GetString(2));
    }
}
