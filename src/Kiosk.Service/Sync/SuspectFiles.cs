using System.Globalization;
using System.Text;
using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>
/// The highest file number at which the cache was found damaged. Content in files up to it is served as long as its checksums match, but the next sync fetches it again,
/// whatever its recorded hash. The mark never needs clearing: new content goes into files with higher numbers.
/// </summary>
internal sealed class SuspectFiles(string path, IDurableFiles files)
{
    private const int MaxLength = 20;

    /// <summary>The marked number; 0 if no damage was found.</summary>
    public long UpTo()
    {
        try
        {
            return File.Exists(path) && long.TryParse(Encoding.ASCII.GetString(RegularFile.Read(path, MaxLength)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Treated as no damage: the next full read of the cache finds it again.
            return 0;
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Mark(long number) => files.Replace(path, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
}
