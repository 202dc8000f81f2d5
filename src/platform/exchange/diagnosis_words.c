/* platform/exchange/diagnosis_words - see diagnosis_words.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/diagnosis_words.h"

const Sentence exchange_open = { "Trục liên thông đang mở tại {0}.", "The exchange is open at {0}." };
const Sentence service_known = { "Đã đăng ký, địa chỉ {0}.", "Registered, with the address {0}." };
const Sentence service_behind_node = { "Đã đăng ký, đi qua nút {1} tại {0}.",
                                       "Registered, reached through the node {1} at {0}." };
const Sentence node_known = { "Nút đã đăng ký, địa chỉ {0}.", "The node is registered, with the address {0}." };
const Sentence service_enabled = { "Dịch vụ đang bật.", "The service is switched on." };
const Sentence not_away = { "Không trong thời gian bảo trì.", "It is not under maintenance." };
const Sentence circuit_closed = { "Không bị tạm ngắt.", "It does not rest." };
const Sentence not_reached = { "Chưa thử, vì bước trước không qua.", "Not tried, since the step before failed." };
const Sentence of_services_alone = { "Chỉ có ở dịch vụ, không có ở nút.", "Of services alone, not of nodes." };
const Sentence name_found = { "{0} là {1}.", "{0} is {1}." };
const Sentence connected = { "Đã kết nối tới {1}.", "Connected to {1}." };
const Sentence tls_pinned = { "Đúng chứng thư đã ghi, hết hạn ngày {4:/}.",
                              "It shows the pinned certificate, which ends on {4}." };
const Sentence tls_trusted = { "Chứng thư được tin cậy và đúng tên {0}, hết hạn ngày {4:/}.",
                               "Its certificate is trusted and names {0}; it ends on {4}." };
const Sentence tls_unverified = { "Đã mã hoá; không kiểm chứng thư vì dịch vụ khai báo như vậy (tls_verify). Chứng thư "
                                  "hết hạn ngày {4:/}.",
                                  "Encrypted; its certificate is not verified, as the service says (tls_verify). It "
                                  "ends on {4}." };
const Sentence tls_ended = { "Đúng chứng thư đã ghi, nhưng đã hết hạn ngày {4:/}; trục vẫn nhận. Nên đổi sớm.",
                             "It shows the pinned certificate, which ended on {4}; the exchange takes it still. It "
                             "should be renewed soon." };
const Sentence tls_none = { "Địa chỉ là http, không mã hoá.", "The address is http: nothing is encrypted." };
const Sentence answered = { "{2} trả lời mã {3}.", "{2} was answered with status {3}." };

const EndWords probe_end_words[] = {
    [PROBE_NO_NAME] = { WHOSE_NETWORKS,
        { "Không tìm thấy địa chỉ của {0}.", "{0} has no address." },
        { "Tên máy {0} không phân giải được. Kiểm tra địa chỉ đã đăng ký và máy chủ DNS mà trục dùng.",
          "The host name {0} cannot be resolved. Check the registered address, and the DNS server that the exchange "
          "uses." } },
    [PROBE_REFUSED] = { WHOSE_PROVIDERS,
        { "{0} từ chối kết nối.", "{0} refused the connection." },
        { "Máy {0} đang sống nhưng không có chương trình nào nghe ở cổng này. Đề nghị bên cung cấp bật lại dịch vụ, "
          "hoặc sửa địa chỉ đã đăng ký nếu họ đã đổi cổng.",
          "The machine {0} is alive, but no program listens at this port. Ask the provider to start his service, or "
          "correct the registered address if he has changed the port." } },
    [PROBE_UNREACHABLE] = { WHOSE_NETWORKS,
        { "Không có đường mạng tới {0}.", "There is no way through the network to {0}." },
        { "Mạng không có đường tới {0}. Hỏi người quản trị mạng về định tuyến, VPN và tường lửa giữa trục và bên cung "
          "cấp.",
          "The network has no way to {0}. Ask who runs the network about routing, VPN and firewalls between the "
          "exchange and the provider." } },
    [PROBE_NO_ECHO] = { WHOSE_NETWORKS,
        { "{0} không đáp lại khi kết nối.", "{0} did not react while connecting." },
        { "Gói tin tới {0} không có hồi đáp: thường là tường lửa chặn, hoặc máy đã tắt. Hỏi người quản trị mạng, rồi "
          "hỏi bên cung cấp.",
          "Nothing comes back from {0}: mostly a firewall, or the machine is off. Ask who runs the network, then the "
          "provider." } },
    [PROBE_PLAIN] = { WHOSE_OURS,
        { "{0} không nói TLS ở cổng này.", "{0} speaks no TLS at this port." },
        { "Địa chỉ đã đăng ký là https nhưng {0} không nói TLS ở cổng này. Sửa địa chỉ đã đăng ký, hoặc đề nghị bên "
          "cung cấp bật TLS.",
          "The registered address is https, but {0} speaks no TLS at this port. Correct the registered address, or "
          "ask the provider to switch TLS on." } },
    [PROBE_UNPINNED] = { WHOSE_OURS,
        { "{0} trình chứng thư khác với chứng thư đã ghi.", "{0} shows another certificate than the pinned one." },
        { "{0} trình chứng thư khác với chứng thư đã ghi. Hỏi bên cung cấp qua kênh khác xem họ có đổi không: nếu có, "
          "ghi chứng thư mới; nếu không, có kẻ đứng giữa.",
          "{0} shows another certificate than the pinned one. Ask the provider by another way whether he renewed it: "
          "if so, register the new one; if not, somebody stands between." } },
    [PROBE_EXPIRED] = { WHOSE_PROVIDERS,
        { "Chứng thư của {0} đã hết hạn ngày {4:/}.", "The certificate of {0} ended on {4}." },
        { "Chứng thư của {0} đã hết hạn ngày {4:/}. Đề nghị bên cung cấp gia hạn.",
          "The certificate of {0} ended on {4}. Ask the provider to renew it." } },
    [PROBE_TOO_EARLY] = { WHOSE_PROVIDERS,
        { "Chứng thư của {0} chưa có hiệu lực.", "The certificate of {0} is not valid yet." },
        { "Chứng thư của {0} chưa có hiệu lực. Đề nghị bên cung cấp kiểm tra; nếu chứng thư đúng thì xem lại đồng hồ "
          "của máy chủ này.",
          "The certificate of {0} is not valid yet. Ask the provider to check it; if it is right, look at the clock of "
          "this server." } },
    [PROBE_OTHER_NAME] = { WHOSE_PROVIDERS,
        { "Chứng thư không mang tên {0}.", "The certificate does not name {0}." },
        { "Chứng thư mà máy kia trình không mang tên {0}. Đề nghị bên cung cấp dùng chứng thư đúng tên, hoặc sửa địa "
          "chỉ đã đăng ký theo tên trong chứng thư.",
          "The certificate that is shown does not name {0}. Ask the provider for one that does, or register the "
          "address by the name in it." } },
    [PROBE_UNTRUSTED] = { WHOSE_OURS,
        { "Chứng thư của {0} không do nơi cấp nào được tin ký.",
          "The certificate of {0} was issued by nobody trusted." },
        { "Chứng thư của {0} không do nơi cấp nào mà máy chủ này tin. Ghi chính chứng thư đó vào hệ thống của bên cung "
          "cấp sau khi hỏi họ dấu vân, hoặc thêm nơi cấp vào hệ điều hành.",
          "The certificate of {0} was issued by nobody whom this server trusts. Pin it to the provider's system after "
          "asking him for its fingerprint, or add its issuer to the operating system." } },
    [PROBE_OURS_REFUSED] = { WHOSE_OURS,
        { "{0} không nhận chứng thư của trục.", "{0} does not take our certificate." },
        { "{0} đòi chứng thư của trục và không nhận chứng thư đang dùng (hoặc trục chưa có). Gửi bên cung cấp chứng "
          "thư của trục (exchange.tls_certificate) để họ ghi nhận.",
          "{0} asks for our certificate and does not take the one in use (or there is none). Send the provider the "
          "certificate of the exchange (exchange.tls_certificate), so that he registers it." } },
    [PROBE_NO_TLS] = { WHOSE_PROVIDERS,
        { "Bắt tay TLS với {0} không thành: {2}.", "The TLS handshake with {0} failed: {2}." },
        { "Bắt tay TLS với {0} không thành ({2}). Trục cần TLS 1.2 trở lên. Hỏi bên cung cấp xem cổng này có "
          "nói TLS không, và xem nhật ký của họ.",
          "The TLS handshake with {0} failed ({2}). The exchange wants TLS 1.2 or later. Ask the provider whether this "
          "port speaks TLS, and to look into his log." } },
    [PROBE_SILENT] = { WHOSE_PROVIDERS,
        { "{0} nhận kết nối nhưng không trả lời kịp.", "{0} took the connection and did not answer in time." },
        { "{0} nhận kết nối nhưng không trả lời kịp. Dịch vụ có thể treo hoặc quá tải: đề nghị bên cung cấp kiểm tra.",
          "{0} took the connection and did not answer in time. The service may hang or be overloaded: ask the provider "
          "to look." } },
    [PROBE_BROKEN_OFF] = { WHOSE_PROVIDERS,
        { "{0} ngắt kết nối mà không trả lời.", "{0} broke off without an answer." },
        { "{0} ngắt kết nối mà không trả lời. Đề nghị bên cung cấp xem nhật ký của dịch vụ và của thiết bị đứng trước "
          "nó.",
          "{0} broke off without an answer. Ask the provider to look into the log of his service, and of what stands "
          "before it." } },
    [PROBE_NO_HTTP] = { WHOSE_PROVIDERS,
        { "{0} trả lời, nhưng không phải HTTP.", "{0} answered, and it was no HTTP." },
        { "{0} trả lời, nhưng không phải HTTP. Kiểm tra cổng trong địa chỉ đã đăng ký cùng bên cung cấp.",
          "{0} answered, and it was no HTTP. Check the port of the registered address with the provider." } },
};

const EndWords status_words = { WHOSE_PROVIDERS,
    { "{2} trả lời mã {3}.", "{2} was answered with status {3}." },
    { "Đường tới {0} thông, nhưng hệ thống bên kia báo lỗi (mã {3}). Đề nghị bên cung cấp xem nhật ký của dịch vụ.",
      "The way to {0} is free, but its system reports an error (status {3}). Ask the provider to look into the log of "
      "his service." } };
const EndWords no_exchange_words = { WHOSE_PROVIDERS,
    { "{2} trả lời mã {3}: không phải trục liên thông.", "{2} was answered with status {3}: that is no exchange." },
    { "{0} trả lời, nhưng không như một trục liên thông. Kiểm tra địa chỉ của nút cùng đơn vị vận hành nút đó.",
      "{0} answers, but not as an exchange does. Check the address of the node with who runs it." } };
const EndWords disabled_words = { WHOSE_OURS,
    { "Dịch vụ đang tắt. {5}", "The service is switched off. {5}" },
    { "Dịch vụ bị tắt ở trục này. Bật lại ở trang Liên thông khi bên cung cấp đã sẵn sàng.",
      "The service is switched off at this exchange. Switch it on again once the provider is ready." } };
const EndWords away_words = { WHOSE_NOBODYS,
    { "Đang bảo trì đến {1}: {2}.", "Under maintenance until {1}: {3}." },
    { "Dịch vụ đang bảo trì theo lịch đã báo; tự phục vụ lại khi hết hạn. Xem lịch bảo trì để biết đến lúc nào.",
      "The service is under maintenance as announced, and back by itself when that ends. See the list of maintenances "
      "for when that is." } };
const EndWords rests_words = { WHOSE_NOBODYS,
    { "Đang tạm ngắt đến {5}, vì nhiều lần gọi liền không có trả lời.",
      "It rests until {5}, since call after call was not answered." },
    { "Bên cung cấp đã trả lời lại. Trục tự cho gọi lại từ {5}; không phải làm gì.",
      "The provider answers again. Calls go through by themselves from {5} on; nothing is to be done." } };
const EndWords fine_words = { WHOSE_NOBODYS,
    { "", "" },
    { "Mọi bước đều qua: {0} trả lời. Nếu hệ thống gọi vẫn báo lỗi, hãy xem quyền gọi và chứng thư của hệ thống đó.",
      "Every step went well: {0} answers. If a caller still meets a fault, look at its right to call and its "
      "certificate." } };
