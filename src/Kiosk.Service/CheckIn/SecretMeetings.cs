using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>Whether the terminal checks in to a secret meeting now: then it uses no network.</summary>
internal sealed class SecretMeetings(ModeSwitch modes, KioskCache cache)
{
    public bool IsInProgress
    {
        get
        {
            try
            {
                return modes.Current is { Kind: ModeSelection.AtMeeting, Meeting: { } id } && cache.IsOpen && cache.Current.FindMeeting(id) is { IsSecret: true };
            }
            catch (CacheException)
            {
                // The terminal is out of service, and only the network can bring what it lacks.
                return false;
            }
        }
    }
}
