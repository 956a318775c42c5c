using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CheckIn;

/// <summary>This terminal's key for procedure pseudonyms; generated once and stored beside the journal.</summary>
internal static class ProcedureKey
{
    /// <summary>Upper limit on the key file, in bytes; anything longer is not a key.</summary>
    private const int MaxLength = 64 * 1024;

    /// <exception cref="ConfigurationException">The file has the wrong length, or cannot be read or written.</exception>
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

    /// <summary>Checks the key file, if there is one; changes nothing.</summary>
    /// <exception cref="ConfigurationException">It has the wrong length, or is not a regular file.</exception>
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
