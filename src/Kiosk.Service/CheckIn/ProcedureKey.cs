using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CheckIn;

/// <summary>This terminal's key for the pseudonyms of procedures; made once and kept beside the journal.</summary>
internal static class ProcedureKey
{
    /// <summary>More than any key; only a file that is none is longer.</summary>
    private const int MaxLength = 64 * 1024;

    /// <exception cref="ConfigurationException">The file has another length, or cannot be read or written.</exception>
    public static ReadOnlyMemory<byte> OpenOrCreate(string path, IDurableFiles files)
    {
        try
        {
            if (!Path.Exists(path))
            {
                files.Replace(path, RandomNumberGenerator.GetBytes(Pseudonym.KeyLength));
            }

            return Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: the procedure key cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the key can be used, where there is one already; changes nothing.</summary>
    /// <exception cref="ConfigurationException">It has another length, or is no file.</exception>
    public static void Check(string path) => _ = Path.Exists(path) ? Read(path) : [];

    private static byte[] Read(string path)
    {
        try
        {
            var key = RegularFile.Read(path, MaxLength);
            return key.Length == Pseudonym.KeyLength
                ? key
                : throw new ConfigurationException($"{path}: the procedure key has {key.Length} bytes instead of {Pseudonym.KeyLength}; restore it from a backup, or remove it to begin with a new one.");
        }
        catch (NotAFileException other)
        {
            throw new ConfigurationException($"{path}: {other.Reason} It is the procedure key: restore it from a backup, or let the terminal begin with a new one.", other);
        }
    }
}
