using Kiosk.Durability;

namespace Kiosk.Service.Cache.Source;

/// <summary>The lines of a JSON Lines file, one buffer at a time.</summary>
internal static class SourceLines
{
    public const int MaxLength = 64 * 1024;

    /// <summary>Each line's text is valid until the next is asked for.</summary>
    /// <exception cref="CacheSourceException">The file cannot be read, or a line is empty or longer than 64 kB.</exception>
    public static IEnumerable<SourceLine> Read(string path)
    {
        using var file = Open(path);
        var buffer = new byte[MaxLength + 1];
        var (start, end, offset, number) = (0, 0, 0L, 1L);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length)
                {
                    throw new CacheSourceException($"{SourceFile.Place(path, number)} is longer than {MaxLength} bytes.");
                }

                var count = Fill(file, buffer.AsSpan(end), offset + end, path);
                if (count > 0)
                {
                    end += count;
                    continue;
                }

                if (end == 0)
                {
                    yield break;
                }

                length = end;
            }

            if (length == 0)
            {
                throw new CacheSourceException($"{SourceFile.Place(path, number)} is empty.");
            }

            yield return new(number, offset, buffer.AsMemory(start, length));
            number++;
            offset += length + 1;
            start = Math.Min(start + length + 1, end);
        }
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path)
    {
        try
        {
            return RegularFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(path, e);
        }
    }

    private static int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> buffer, long offset, string path)
    {
        try
        {
            return RandomAccess.Read(file, buffer, offset);
        }
        catch (IOException e)
        {
            throw SourceFile.Unreadable(path, e);
        }
    }
}

/// <summary>One line, without its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Offset">Of its first byte in the file.</param>
internal readonly record struct SourceLine(long Number, long Offset, ReadOnlyMemory<byte> Text);
