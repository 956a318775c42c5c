using System.Text;
using Kiosk.Durability;
using Kiosk.Verification.Crls;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Cache;

/// <summary>A CRL as a file, DER or PEM (RFC 7468), read as a stream of DER: a long list is never in memory. Not mapped: a stick that is pulled out must cost an error, not the process.</summary>
internal sealed class CrlFile : ReadOnlyStream
{
    /// <summary>Base64, its line ends and labels.</summary>
    private const long MaxPemLength = (CrlParser.MaxLength / 48 * 65L) + 1024;

    private static readonly byte[] PemStart = Encoding.ASCII.GetBytes("-----BEGIN ");

    private readonly SafeFileHandle handle;
    private readonly string name;
    private long position;

    private CrlFile(SafeFileHandle handle, string name) => (this.handle, this.name) = (handle, name);

    /// <summary>Opens a file at its beginning.</summary>
    /// <exception cref="CacheSourceException">The file is not there, cannot be read, or is longer than any list; also thrown by reading.</exception>
    public static Stream Open(NamedFile named)
    {
        try
        {
            var file = new CrlFile(RegularFile.Open(named.Path), named.Name);
            var start = new byte[PemStart.Length];
            var isPem = RandomAccess.Read(file.handle, start, 0) == start.Length && start.AsSpan().SequenceEqual(PemStart);
            var max = isPem ? MaxPemLength : CrlParser.MaxLength;
            var length = RandomAccess.GetLength(file.handle);
            if (length > max)
            {
                file.Dispose();
                throw new CacheSourceException(new($"{named.Name} có {length} byte; nhiều nhất được {max}.", $"{named.Name} has {length} bytes; {max} are the most."));
            }

            return isPem ? new PemStream(file, "X509 CRL", named.Name) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(named.Name, e);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var count = RandomAccess.Read(handle, buffer, position);
            position += count;
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(name, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
