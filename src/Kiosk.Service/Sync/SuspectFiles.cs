using System.Globalization;
using System.Text;
using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>
/// Up to which number the files of the cache were found damaged: what still lies in them is served as far as its checksums agree, but the next sync fetches it anew,
/// whatever hash it is said to have. Nothing needs to be taken back: what is fetched lies in files with greater numbers.
/// </summary>
internal sealed class SuspectFiles(string path, IDurableFiles files)
{
    private const int MaxLength = 20;

    /// <summary>0 when nothing was found.</summary>
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
            // As if nothing had been found: the next reading of the whole cache finds it again.
            return 0;
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Mark(long number) => files.Replace(path, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
}
