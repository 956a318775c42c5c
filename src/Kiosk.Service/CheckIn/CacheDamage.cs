using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync;

namespace Kiosk.Service.CheckIn;

/// <summary>Marks a generation that a tap found damaged, so that the next sync fetches everything again instead of building on it.</summary>
internal sealed class CacheDamage(KioskCache cache, SuspectFiles suspects)
{
    /// <summary>Marks the current generation if the failure is cache damage; ignores other failures.</summary>
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
            // The nightly check of the whole cache will find the damage again.
        }
    }
}
