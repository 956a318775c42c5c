using System.Buffers.Binary;

namespace Kiosk.Feed.Targets;

/// <summary>Writes a snapshot or delta row by row, in ascending order of unsigned key bytes. Leaves the stream open; pass a buffered one.</summary>
public sealed class SetFileWriter
{
    private readonly Stream stream;
    private readonly SetHeader header;
    private readonly byte[] lastKey = new byte[DataClasses.MaxKeyLength];
    private int lastKeyLength;
    private int written;

    /// <summary>Writes the header.</summary>
    public SetFileWriter(Stream stream, SetHeader header)
    {
        (this.stream, this.header) = (stream, header);
        var encoded = header.Encode();
        stream.Write(encoded);
        Length = encoded.Length;
    }

    /// <summary>Bytes written so far: the uncompressed file size.</summary>
    public long Length { get; private set; }

    /// <param name="value">Empty to remove the key, in a delta.</param>
    /// <exception cref="ArgumentException">Key or value is invalid for this class, or the key is not greater than the previous one.</exception>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!header.DataClass.IsKey(key) || value.Length > header.DataClass.MaxValueLength() || (value.IsEmpty && header.From is null))
        {
            throw new ArgumentException($"A key of {key.Length} bytes with a value of {value.Length} is not a row of {header.DataClass.Name()}.", nameof(key));
        }

        if (key.SequenceCompareTo(lastKey.AsSpan(0, lastKeyLength)) <= 0)
        {
            throw new ArgumentException("The rows of a set are written in ascending order of their keys.", nameof(key));
        }

        Span<byte> lengths = stackalloc byte[SetFileReader.LengthsLength];
        WriteLengths(lengths, key, value);
        stream.Write(lengths);
        stream.Write(key);
        stream.Write(value);
        Length += lengths.Length + key.Length + value.Length;
        key.CopyTo(lastKey);
        lastKeyLength = key.Length;
        written++;
    }

    /// <summary>Ends the file and flushes the stream.</summary>
    /// <exception cref="InvalidOperationException">The number of rows differs from the header's count.</exception>
    public void Complete()
    {
        if (written != header.Count)
        {
            throw new InvalidOperationException($"{written} rows were written; the header says {header.Count}.");
        }

        stream.Flush();
    }

    internal static void WriteLengths(Span<byte> lengths, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        lengths[0] = (byte)key.Length;
        BinaryPrimitives.WriteInt32BigEndian(lengths[1..], value.Length);
    }
}
