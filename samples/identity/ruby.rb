# Signs who a customer is, with nothing but Ruby.
require 'base64'
require 'json'
require 'openssl'

def sign(customer, secret, seconds = 3600)
  part = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  claims = {
    sub: customer['id'].to_s,
    exp: Time.now.to_i + seconds,
    name: customer['name'],
    email: customer['email']
  }
  signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map { |value| part.(value.to_json) }.join('.')
  "#{signed}.#{part.(OpenSSL::HMAC.digest('SHA256', secret, signed))}"
end

puts sign(JSON.parse(ARGV[0]), ENV.fetch('BATON_SECRET'))
