using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync;

namespace Kiosk.Service.CheckIn;

/// <summary>Remembers what a tap found damaged in the cache, so that the next sync fetches it anew instead of building on it.</summary>
internal sealed class CacheDamage(KioskCache cache, SuspectFiles suspects)
{
    /// <summary>Does nothing about a failure of another kind.</summary>
    public void Note(Exception failure)
    {
        if ((failure as CacheException ?? failure.InnerException) is not CacheException { Fault: CacheFault.Damaged } || !cache.IsOpen)
        {
            return;
        }

        try
        {
            suspects.Mark(cache.Current.Number);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The reading of the whole cache at night finds it again.
        }
    }
}
