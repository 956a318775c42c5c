using System.Buffers;
using System.IO.Pipelines;

namespace Kiosk.Journal.Upload;

/// <summary>Reads the stream of a meeting's arrivals as a collector holds it open: a line each, an empty one where nothing is new.</summary>
internal static class ArrivalLines
{
    /// <param name="take">Given each arrival, and null for an empty line.</param>
    /// <param name="heard">Called whenever anything came.</param>
    /// <returns>When the collector has ended the stream in order.</returns>
    /// <exception cref="FormatException">A line is not an arrival, or longer than any.</exception>
    /// <exception cref="IOException">The connection broke off.</exception>
    public static async Task ReadAsync(Stream body, Action<ArrivalOfOtherDoor?> take, Action heard, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            heard();
            var rest = TakeLines(read.Buffer, take);
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <returns>The beginning of a line that has not arrived whole.</returns>
    private static ReadOnlySequence<byte> TakeLines(ReadOnlySequence<byte> buffer, Action<ArrivalOfOtherDoor?> take)
    {
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end);
            take(line.Length > ArrivalOfOtherDoor.MaxLength ? throw new FormatException("A line is too long.") : Parse(line.ToArray()));
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        return buffer.Length > ArrivalOfOtherDoor.MaxLength ? throw new FormatException("A line is too long.") : buffer;
    }

    private static ArrivalOfOtherDoor? Parse(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        return line.IsEmpty ? null : ArrivalOfOtherDoor.Parse(line);
    }
}
