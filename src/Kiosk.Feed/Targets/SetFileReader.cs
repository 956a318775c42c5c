using System.Buffers.Binary;
using System.IO.Compression;

namespace Kiosk.Feed.Targets;

/// <summary>Streams a snapshot or delta, one row at a time. Not thread-safe; leaves the stream open.</summary>
/// <remarks>Every method throws <see cref="TargetFormatException"/> at the first invalid byte, and <see cref="IOException"/> if the stream fails.</remarks>
public sealed class SetFileReader
{
    internal const int LengthsLength = 1 + sizeof(int);

    private readonly Stream stream;
    private readonly byte[] lastKey = new byte[DataClasses.MaxKeyLength];
    private byte[] buffer = new byte[4096];
    private long remaining;
    private int lastKeyLength;
    private int read;

    /// <summary>Reads the header. Use <see cref="SetTarget.Check"/> to check that it is the expected one.</summary>
    /// <param name="lengthInBytes">Decoded length of the whole file, from its signed description. Nothing beyond it is read.</param>
    public SetFileReader(Stream stream, long lengthInBytes)
    {
        (this.stream, remaining) = (stream, lengthInBytes);
        Span<byte> header = stackalloc byte[SetHeader.MaxLength];
        Fill(header[..SetHeader.FixedLength]);
        var rest = SetHeader.RemainderLength(header);
        Fill(header.Slice(SetHeader.FixedLength, rest));
        Header = SetHeader.Decode(header);
        if ((long)Header.Count * (LengthsLength + 1) > remaining)
        {
            throw new TargetFormatException($"{Header.Count} rows do not fit into {remaining} bytes.");
        }
    }

    public SetHeader Header { get; }

    /// <summary>Opens a downloaded file whose hash has been verified, decompressing while reading, and checks that its header matches the description.</summary>
    public static SetFileReader Open(Stream file, SetTarget target)
    {
        var reader = new SetFileReader(target.Packing.Encoding is SetEncoding.Brotli ? new BrotliStream(file, CompressionMode.Decompress, leaveOpen: true) : file, target.Packing.Size);
        target.Check(reader.Header);
        return reader;
    }

    /// <summary>Advances to the next row of a snapshot or change of a delta.</summary>
    /// <returns>False after the last row, once the end of the file is verified.</returns>
    public bool TryRead(out SetChange row)
    {
        if (read == Header.Count)
        {
            row = default;
            return remaining == 0 && ReadSome(new byte[1]) == 0 ? false : throw new TargetFormatException("More bytes follow the last row.");
        }

        Span<byte> lengths = stackalloc byte[LengthsLength];
        Fill(lengths);
        int keyLength = lengths[0];
        var valueLength = BinaryPrimitives.ReadInt32BigEndian(lengths[1..]);
        Check(keyLength, valueLength);
        var length = keyLength + valueLength;
        if (buffer.Length < length)
        {
            buffer = new byte[Math.Min(Math.Max(length, 2 * buffer.Length), DataClasses.MaxKeyLength + Header.DataClass.MaxValueLength())];
        }

        Fill(buffer.AsSpan(0, length));
        CheckKey(buffer.AsSpan(0, keyLength));
        row = new(buffer.AsMemory(0, keyLength), buffer.AsMemory(keyLength, valueLength));
        read++;
        return true;
    }

    /// <summary>The rows of a snapshot. Each is valid until the next is read.</summary>
    /// <exception cref="InvalidOperationException">This is a delta.</exception>
    public IEnumerable<SetRow> Rows()
    {
        if (Header.From is not null)
        {
            throw new InvalidOperationException("A delta holds changes, not rows.");
        }

        while (TryRead(out var row))
        {
            yield return new(row.Key, row.Value);
        }
    }

    /// <summary>The changes of a delta. Each is valid until the next is read.</summary>
    /// <exception cref="InvalidOperationException">This is a snapshot.</exception>
    public IEnumerable<SetChange> Changes()
    {
        if (Header.From is null)
        {
            throw new InvalidOperationException("A snapshot holds rows, not changes.");
        }

        while (TryRead(out var change))
        {
            yield return change;
        }
    }

    private void Check(int keyLength, int valueLength)
    {
        var min = Header.From is null ? 1 : 0;
        if (keyLength is 0 or > DataClasses.MaxKeyLength || valueLength < min || valueLength > Header.DataClass.MaxValueLength())
        {
            throw Refused($"a key of {keyLength} bytes with a value of {valueLength} is impossible");
        }

        if (keyLength + valueLength > remaining)
        {
            throw Refused($"{keyLength + valueLength} bytes are stated but {remaining} remain");
        }
    }

    private void CheckKey(ReadOnlySpan<byte> key)
    {
        if (!Header.DataClass.IsKey(key))
        {
            throw Refused($"the key is not valid for {Header.DataClass.Name()}");
        }

        if (key.SequenceCompareTo(lastKey.AsSpan(0, lastKeyLength)) <= 0)
        {
            throw Refused("the key is not greater than the one before");
        }

        key.CopyTo(lastKey);
        lastKeyLength = key.Length;
    }

    private void Fill(Span<byte> part)
    {
        if (part.Length > remaining)
        {
            throw new TargetFormatException($"The file ends inside row {read + 1} of {Header?.Count ?? 0}.");
        }

        while (!part.IsEmpty)
        {
            var count = ReadSome(part);
            if (count == 0)
            {
                throw new TargetFormatException($"The file is {remaining} bytes shorter than it should be.");
            }

            part = part[count..];
            remaining -= count;
        }
    }

    private int ReadSome(Span<byte> part)
    {
        try
        {
            return stream.Read(part);
        }
        catch (Exception e) when (stream is BrotliStream && e is InvalidOperationException or InvalidDataException)
        {
            throw new TargetFormatException("The file is not valid Brotli (RFC 7932).", e);
        }
    }

    private TargetFormatException Refused(string what) => new($"Row {read + 1}: {what}.");
}
